/** An S3 server on the file system that runs in a JVM of its own: what starts it, and what runs inside it. */
@NullMarked
package io.rowkeep.s3server;

import org.jspecify.annotations.NullMarked;
