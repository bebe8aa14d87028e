package io.rowkeep.worker.source;

import io.rowkeep.dataset.DatasetName;
import io.rowkeep.dataset.TableName;
import io.rowkeep.failure.BackupException;
import io.rowkeep.failure.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The sentence for tables that a dataset does not have. */
public final class UnknownTables {

    private static final int MOST_NAMES = 20;

    private UnknownTables() {}

    /** {@code TABLE_NOT_FOUND}, naming them and those that there are. */
    public static BackupException failure(DatasetName dataset, List<TableName> unknown, List<TableName> known) {
        String there = known.isEmpty() ? "it has no table at all" : "it has " + names(known);
        return new BackupException(
                ErrorCode.TABLE_NOT_FOUND, "Dataset %s has no table %s; %s".formatted(dataset, names(unknown), there));
    }

    private static String names(Collection<TableName> names) {
        String first = names.stream().limit(MOST_NAMES).map(TableName::toString).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : "%s and %d more".formatted(first, names.size() - MOST_NAMES);
    }
}
