package dev.agentgateway.app.client.jsonpath;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What leads from one value to others.
sealed interface Step {

  List<JsonNode> from(JsonNode value) throws PathException;

  /// `.name`; nothing where there is no such field.
  record Field(String name) implements Step {

    @Override
    public List<JsonNode> from(JsonNode value) {
      JsonNode found = value.isObject() ? value.get(name) : null;
      return found == null ? List.of() : List.of(found);
    }
  }

  /// `.*`
  record Every() implements Step {

    @Override
    public List<JsonNode> from(JsonNode value) {
      return value.valueStream().toList();
    }
  }

  /// `..`: every object and list in it that is not empty, itself before its parts.
  record Deep() implements Step {

    @Override
    public List<JsonNode> from(JsonNode value) {
      List<JsonNode> found = new ArrayList<>();
      if (value.isContainer() && !value.isEmpty()) {
        found.add(value);
        value.forEach(part -> found.addAll(from(part)));
      }
      return found;
    }
  }

  /// `[start:end:step]`. What counts from the end is negative.
  ///
  /// @param end null for all that follows
  record Slice(int start, @Nullable Integer end, int step) implements Step {

    @Override
    public List<JsonNode> from(JsonNode value) throws PathException {
      if (value.isNull()) {
        return List.of();
      }
      Span span = Span.of(value, start, end);
      List<JsonNode> found = new ArrayList<>();
      for (int i = span.first(); i < span.end(); i += step) {
        found.add(value.get(i));
      }
      return found;
    }
  }

  /// `[n]`
  record Index(int index) implements Step {

    @Override
    public List<JsonNode> from(JsonNode value) throws PathException {
      return new Slice(index, index == -1 ? null : Integer.valueOf(index + 1), 1).from(value);
    }
  }

  /// `[0,2]`, `['a','b']`
  record Union(List<Step> steps) implements Step {

    public Union {
      steps = List.copyOf(steps);
    }

    @Override
    public List<JsonNode> from(JsonNode value) throws PathException {
      List<JsonNode> found = new ArrayList<>();
      for (Step each : steps) {
        found.addAll(each.from(value));
      }
      return found;
    }
  }

  /// `[?(@.type=="Ready")]`
  record Filter(Comparison comparison) implements Step {

    @Override
    public List<JsonNode> from(JsonNode value) throws PathException {
      if (!value.isArray()) {
        throw new PathException("a filter needs a list, and this is none: " + JsonPath.text(value));
      }
      List<JsonNode> found = new ArrayList<>();
      for (JsonNode each : value) {
        if (comparison.holds(each)) {
          found.add(each);
        }
      }
      return found;
    }
  }

  /// Where a slice begins and ends in a list.
  record Span(int first, int end) {

    static Span of(JsonNode list, int start, @Nullable Integer end) throws PathException {
      if (!list.isArray()) {
        throw new PathException("an index needs a list, and this is none: " + JsonPath.text(list));
      }
      int length = list.size();
      int first = start < 0 ? start + length : start;
      int last = end == null ? length : end < 0 ? end + length : end;
      if (first == last) {
        return new Span(0, 0);
      }
      if (first < 0 || first >= length) {
        throw new PathException(
            "array index out of bounds: index %d, length %d".formatted(first, length));
      }
      if (last < 0 || last > length) {
        throw new PathException(
            "array index out of bounds: index %d, length %d".formatted(last - 1, length));
      }
      return new Span(first, last);
    }
  }
}
