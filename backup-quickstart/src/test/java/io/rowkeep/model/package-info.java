/** Jobs that change tables, compared with a model in plain Java that shares no code with them. */
@NullMarked
package io.rowkeep.model;

import org.jspecify.annotations.NullMarked;
