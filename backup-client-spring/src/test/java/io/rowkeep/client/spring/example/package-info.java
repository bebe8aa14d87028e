/** The example of the README, as an application would have it. */
@NullMarked
package io.rowkeep.client.spring.example;

import org.jspecify.annotations.NullMarked;
