/** The object store on S3 against a real server, and against a server that misbehaves. */
@NullMarked
package io.rowkeep.storage.s3;

import org.jspecify.annotations.NullMarked;
