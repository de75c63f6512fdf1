package dev.agentgateway.llm.splice;

import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Items put into the bytes of an array.
final class ArrayBytes {

  private ArrayBytes() {}

  static byte[] prepend(byte[] array, List<? extends JsonNode> items) {
    int first = 1;
    while (isSpace(array[first])) {
      first++;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(array.length + 256);
    out.write(array, 0, first);
    write(items, out);
    if (array[first] != ']') {
      out.write(',');
    }
    out.write(array, first, array.length - first);
    return out.toByteArray();
  }

  static byte[] append(byte[] array, List<? extends JsonNode> items) {
    int end = array.length - 1;
    while (isSpace(array[end - 1])) {
      end--;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(array.length + 256);
    out.write(array, 0, end);
    if (end > 1) {
      out.write(',');
    }
    write(items, out);
    out.write(array, end, array.length - end);
    return out.toByteArray();
  }

  static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static void write(List<? extends JsonNode> items, ByteArrayOutputStream out) {
    boolean isFirst = true;
    for (JsonNode item : items) {
      if (!isFirst) {
        out.write(',');
      }
      isFirst = false;
      out.writeBytes(JsonFields.MAPPER.writeValueAsBytes(item));
    }
  }
}
