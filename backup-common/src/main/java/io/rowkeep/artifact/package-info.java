/** What lies in the bucket: ids, keys, parts, part lists and the manifest, normative for writers and readers. */
@NullMarked
package io.rowkeep.artifact;

import org.jspecify.annotations.NullMarked;
