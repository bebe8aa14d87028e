package io.rowkeep.api.problem;

import java.util.List;

/** The sentence of a problem, and the fields that it is about. */
record Detail(String sentence, List<FieldProblem> errors) {

    static Detail of(String sentence) {
        return new Detail(sentence, List.of());
    }

    static Detail ofField(String field, String sentence) {
        return new Detail(sentence, List.of(new FieldProblem(field, sentence)));
    }
}
