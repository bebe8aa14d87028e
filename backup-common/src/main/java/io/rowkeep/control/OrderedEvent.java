package io.rowkeep.control;

import io.rowkeep.message.EventText;

/**
 * An event and its place among all.
 *
 * @param position grows from one recorded event to the next that was committed; 0 for progress, which is not recorded
 */
public record OrderedEvent(long position, EventText text) {}
