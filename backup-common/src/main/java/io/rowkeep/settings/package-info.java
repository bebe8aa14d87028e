/** What an installation sets: typed records, read strictly from the environment and a file. */
@NullMarked
package io.rowkeep.settings;

import org.jspecify.annotations.NullMarked;
