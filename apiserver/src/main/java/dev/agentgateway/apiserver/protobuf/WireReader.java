package dev.agentgateway.apiserver.protobuf;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.apiserver.documents.MalformedDocument;
import java.util.Arrays;

/// The fields of one message, one after the other.
final class WireReader {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int DELIMITED = 2;
  private static final int FIXED32 = 5;

  private final byte[] bytes;
  private final int end;
  private int at;
  private int field;
  private int wire;

  WireReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  WireReader(byte[] bytes, int at, int end) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  /// Moves to the next field; its value has to be read or skipped.
  boolean next() throws MalformedDocument {
    if (at >= end) {
      return false;
    }
    long tag = number();
    field = (int) (tag >>> 3);
    wire = (int) (tag & 7);
    return true;
  }

  int field() {
    return field;
  }

  long varint() throws MalformedDocument {
    require(VARINT);
    return number();
  }

  byte[] bytes() throws MalformedDocument {
    require(DELIMITED);
    int length = length();
    at += length;
    return Arrays.copyOfRange(bytes, at - length, at);
  }

  String text() throws MalformedDocument {
    return new String(bytes(), UTF_8);
  }

  WireReader message() throws MalformedDocument {
    require(DELIMITED);
    int length = length();
    at += length;
    return new WireReader(bytes, at - length, at);
  }

  void skip() throws MalformedDocument {
    switch (wire) {
      case VARINT -> number();
      case FIXED64 -> advance(8);
      case DELIMITED -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw new MalformedDocument("a protobuf field of an unknown form: " + wire);
    }
  }

  private void require(int expected) throws MalformedDocument {
    if (wire != expected) {
      throw new MalformedDocument(
          "protobuf field %d has the form %d (expected: %d)".formatted(field, wire, expected));
    }
  }

  private int length() throws MalformedDocument {
    long length = number();
    if (length < 0 || length > end - at) {
      throw cut();
    }
    return (int) length;
  }

  private void advance(int count) throws MalformedDocument {
    if (count > end - at) {
      throw cut();
    }
    at += count;
  }

  private long number() throws MalformedDocument {
    long number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (at >= end) {
        throw cut();
      }
      byte next = bytes[at++];
      number |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return number;
      }
    }
    throw new MalformedDocument("a protobuf number longer than ten bytes");
  }

  private static MalformedDocument cut() {
    return new MalformedDocument("the protobuf message ends early");
  }
}
