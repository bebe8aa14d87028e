/** An AMQP 0-9-1 broker inside the JVM, enough for the quickstart and no measure of what RabbitMQ does. */
@NullMarked
package io.rowkeep.broker;

import org.jspecify.annotations.NullMarked;
