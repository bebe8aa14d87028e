package io.rowkeep.api.backup;

import io.rowkeep.api.problem.InvalidField;
import io.rowkeep.control.AnnouncedDataset;
import io.rowkeep.dataset.InvalidParameter;
import io.rowkeep.dataset.QueryParameters;
import java.util.Map;

/** The values that a request gives to the query of a dataset. */
public final class RequestedParameters {

    private RequestedParameters() {}

    /**
     * Checks them against what workers announced; the worker that takes the job checks them once more.
     *
     * @param prefix what stands before a parameter's name in the name of its field
     * @throws InvalidField for the first that is missing, not known or wrong; every one of a dataset of tables is not known
     */
    public static Map<String, String> checked(AnnouncedDataset dataset, Map<String, String> given, String prefix) {
        try {
            return QueryParameters.checked(dataset.parameters(), given);
        } catch (InvalidParameter e) {
            throw new InvalidField(prefix + e.parameter(), String.valueOf(e.getMessage()));
        }
    }
}
