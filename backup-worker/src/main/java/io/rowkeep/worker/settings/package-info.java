/** What a worker is told: the settings it shares with the API, its sources with their credentials, and its limits. */
@NullMarked
package io.rowkeep.worker.settings;

import org.jspecify.annotations.NullMarked;
