package dev.agentgateway.apiserver.answers;

import java.util.List;
import java.util.stream.Collectors;

/// One fault of an object, at one field.
///
/// @param reason `FieldValueInvalid` and its like
/// @param field path from the root, `spec.listeners[0].port`
public record Cause(String reason, String message, String field) {

  public static Cause invalid(String field, String value, String detail) {
    return new Cause("FieldValueInvalid", "Invalid value: " + value + ": " + detail, field);
  }

  public static Cause wrongType(String field, String found, String expected) {
    return new Cause(
        "FieldValueTypeInvalid",
        "Invalid value: \"%s\": %s in body must be of type %s: \"%s\""
            .formatted(found, field, expected, found),
        field);
  }

  public static Cause required(String field, String detail) {
    return new Cause(
        "FieldValueRequired",
        detail.isEmpty() ? "Required value" : "Required value: " + detail,
        field);
  }

  public static Cause duplicate(String field, String value) {
    return new Cause("FieldValueDuplicate", "Duplicate value: " + value, field);
  }

  public static Cause forbidden(String field, String detail) {
    return new Cause("FieldValueForbidden", "Forbidden: " + detail, field);
  }

  public static Cause notSupported(String field, String value, List<String> supported) {
    return new Cause(
        "FieldValueNotSupported",
        "Unsupported value: %s: supported values: %s"
            .formatted(
                value,
                supported.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "))),
        field);
  }

  public static Cause tooLong(String field, long bytesMax) {
    return new Cause(
        "FieldValueTooLong", "Too long: may not be more than " + bytesMax + " bytes", field);
  }

  public static Cause tooMany(String field, int found, long max) {
    return new Cause(
        "FieldValueTooMany",
        "Too many: %d: must have at most %d items".formatted(found, max),
        field);
  }

  public String text() {
    return field.isEmpty() ? message : field + ": " + message;
  }
}
