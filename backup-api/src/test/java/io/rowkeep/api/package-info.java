/** Tests of the API over HTTP: started as it is in production, with a real control database and object store, and no broker. */
@NullMarked
package io.rowkeep.api;

import org.jspecify.annotations.NullMarked;
