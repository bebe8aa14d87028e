/** What all requests have in common: idempotency keys, waiting times, pages, names in paths and parameters. */
@NullMarked
package io.rowkeep.api.request;

import org.jspecify.annotations.NullMarked;
