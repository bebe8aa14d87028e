package io.rowkeep.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatasetDefinitionTest {

    private static final TableName USERS = TableName.parse("users");
    private static final TableName ORDERS = TableName.parse("orders");

    @Test
    void allKnowsTheFieldsOfEveryDataset() {
        DatasetDefinition all = DatasetDefinition.all(List.of(
                dataset("people", Map.of(USERS, Map.of("_id", FieldType.OBJECT_ID))),
                dataset(
                        "sales",
                        Map.of(
                                USERS,
                                Map.of("_id", FieldType.OBJECT_ID, "since", FieldType.DATE),
                                ORDERS,
                                Map.of("total", FieldType.DECIMAL128)))));

        assertThat(all.fields())
                .isEqualTo(Map.of(
                        USERS,
                        Map.of("_id", FieldType.OBJECT_ID, "since", FieldType.DATE),
                        ORDERS,
                        Map.of("total", FieldType.DECIMAL128)));
    }

    @Test
    void aFieldIsOfOneType() {
        DatasetDefinition one = dataset("one", Map.of(USERS, Map.of("_id", FieldType.OBJECT_ID)));
        DatasetDefinition other = dataset("other", Map.of(USERS, Map.of("_id", FieldType.INT64)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetDefinition.all(List.of(one, other)))
                .withMessage("says of field _id of table public.users both objectId and int64");
    }

    private static DatasetDefinition dataset(String name, Map<TableName, Map<String, FieldType>> fields) {
        return new DatasetDefinition(
                new DatasetName(name), List.of(), List.of(), List.of(), null, null, null, Map.of(), fields, null);
    }
}
