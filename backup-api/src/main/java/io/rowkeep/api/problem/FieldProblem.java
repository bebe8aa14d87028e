package io.rowkeep.api.problem;

/**
 * What is wrong with one field of a body or one parameter.
 *
 * @param field its name, with a path where it is nested: {@code tables[2]}
 */
public record FieldProblem(String field, String message) {}
