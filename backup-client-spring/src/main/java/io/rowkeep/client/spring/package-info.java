/** The client in a Spring Boot application: configured by properties, with completion events for the application's listeners. */
@NullMarked
package io.rowkeep.client.spring;

import org.jspecify.annotations.NullMarked;
