/** An outsider's view of Rowkeep: plain JDBC, HTTP, AMQP and S3, and nothing of its code. */
@NullMarked
package io.rowkeep.judge;

import org.jspecify.annotations.NullMarked;
