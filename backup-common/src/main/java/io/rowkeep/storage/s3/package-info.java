/** The object store on S3 and its likes; the only place that knows the AWS SDK. */
@NullMarked
package io.rowkeep.storage.s3;

import org.jspecify.annotations.NullMarked;
