/** Live progress: what happens to jobs, as Server-Sent Events. */
@NullMarked
package io.rowkeep.api.live;

import org.jspecify.annotations.NullMarked;
