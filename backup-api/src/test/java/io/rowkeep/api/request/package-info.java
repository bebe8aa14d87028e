/** Tests of what all requests have in common. */
@NullMarked
package io.rowkeep.api.request;

import org.jspecify.annotations.NullMarked;
