package dev.agentgateway.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Header fields in the order they came, as one flat block of bytes.
///
/// The block holds each field as it goes over the wire, `name: value\r\n`, with the name in lower
/// case, so that writing them is one copy. Names compare without regard to case. Values are read as
/// ISO 8859-1, which keeps every byte.
public final class Headers {

  public static final Headers NONE = new Headers(new byte[0], new int[0]);

  private static final int PARTS = 3;

  private final byte[] block;
  private final int[] offsets; // for each field: start of name, end of name, end of value

  private Headers(byte[] block, int[] offsets) {
    this.block = block;
    this.offsets = offsets;
  }

  /// Fields from pairs of name and value.
  public static Headers of(String... namesAndValues) {
    if (namesAndValues.length % 2 != 0) {
      throw new IllegalArgumentException("a name without a value: " + namesAndValues.length);
    }
    Builder builder = builder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      builder.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return builder.build();
  }

  public static Builder builder() {
    return new Builder(512, 16);
  }

  /// A builder with room for this much, for who knows what is to come.
  public static Builder builder(int bytes, int fields) {
    return new Builder(bytes, Math.max(fields, 1));
  }

  public int size() {
    return offsets.length / PARTS;
  }

  /// The name of field `i`, in lower case.
  public String name(int i) {
    int start = offsets[i * PARTS];
    return new String(block, start, offsets[i * PARTS + 1] - start, ISO_8859_1);
  }

  public int nameLength(int i) {
    return offsets[i * PARTS + 1] - offsets[i * PARTS];
  }

  public String value(int i) {
    int start = offsets[i * PARTS + 1] + 2;
    return new String(block, start, offsets[i * PARTS + 2] - start, ISO_8859_1);
  }

  public boolean isNamed(int i, String name) {
    return nameLength(i) == name.length() && isNamed(block, offsets[i * PARTS], name);
  }

  public @Nullable String first(String name) {
    int i = indexOf(name);
    return i < 0 ? null : value(i);
  }

  public String first(String name, String otherwise) {
    int i = indexOf(name);
    return i < 0 ? otherwise : value(i);
  }

  public List<String> all(String name) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      if (isNamed(i, name)) {
        found.add(value(i));
      }
    }
    return found;
  }

  public boolean contains(String name) {
    return indexOf(name) >= 0;
  }

  /// Whether a field's name begins so.
  public boolean containsPrefix(String prefix) {
    for (int i = 0; i < size(); i++) {
      if (nameLength(i) >= prefix.length() && isNamed(block, offsets[i * PARTS], prefix)) {
        return true;
      }
    }
    return false;
  }

  /// These fields with every field of that name replaced by one.
  public Headers with(String name, String value) {
    return toBuilder().set(name, value).build();
  }

  public Headers without(String name) {
    return contains(name) ? toBuilder().remove(name).build() : this;
  }

  public Builder toBuilder() {
    Builder builder = builder();
    builder.block = Arrays.copyOf(block, block.length + 256);
    builder.length = block.length;
    builder.offsets = Arrays.copyOf(offsets, offsets.length + 8 * PARTS);
    builder.parts = offsets.length;
    return builder;
  }

  /// Bytes of the block as written to the wire, without the empty line that ends a message's head.
  public int wireLength() {
    return block.length;
  }

  public void copyWire(byte[] target, int at) {
    System.arraycopy(block, 0, target, at, block.length);
  }

  /// Copies field `i` as it goes over the wire and returns where it ends.
  public int copyField(int i, byte[] target, int at) {
    int start = offsets[i * PARTS];
    int length = offsets[i * PARTS + 2] + 2 - start;
    System.arraycopy(block, start, target, at, length);
    return at + length;
  }

  private int indexOf(String name) {
    return indexOf(block, offsets, offsets.length, name);
  }

  private static int indexOf(byte[] block, int[] offsets, int parts, String name) {
    for (int i = 0; i < parts; i += PARTS) {
      if (offsets[i + 1] - offsets[i] == name.length() && isNamed(block, offsets[i], name)) {
        return i / PARTS;
      }
    }
    return -1;
  }

  private static boolean isNamed(byte[] block, int start, String name) {
    for (int k = 0; k < name.length(); k++) {
      if (block[start + k] != lower(name.charAt(k))) {
        return false;
      }
    }
    return true;
  }

  static byte lower(char c) {
    return (byte) (c >= 'A' && c <= 'Z' ? c + 32 : c);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Headers that && Arrays.equals(block, that.block);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(block);
  }

  /// Names only: values may be secret.
  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < size(); i++) {
      names.add(name(i));
    }
    return names.toString();
  }

  /// Gathers fields. Used once.
  public static final class Builder {

    private byte[] block;
    private int length;
    private int[] offsets;
    private int parts;

    private Builder(int bytes, int fields) {
      block = new byte[bytes];
      offsets = new int[fields * PARTS];
    }

    /// Adds a field. A value keeps its low eight bits a character; a line break or NUL in it would
    /// forge another field and is refused.
    public Builder add(String name, String value) {
      int start = length;
      room(name.length() + value.length() + 4);
      for (int i = 0; i < name.length(); i++) {
        block[length++] = lower(checked(name.charAt(i)));
      }
      int nameEnd = length;
      block[length++] = ':';
      block[length++] = ' ';
      for (int i = 0; i < value.length(); i++) {
        block[length++] = (byte) checked(value.charAt(i));
      }
      close(start, nameEnd);
      return this;
    }

    /// Adds a field whose bytes were already checked by the one who read them.
    public Builder add(byte[] from, int nameAt, int nameEnd, int valueAt, int valueEnd) {
      int start = length;
      int nameLength = nameEnd - nameAt;
      room(nameLength + valueEnd - valueAt + 4);
      for (int i = nameAt; i < nameEnd; i++) {
        block[length++] = lower((char) (from[i] & 0xff));
      }
      block[length++] = ':';
      block[length++] = ' ';
      System.arraycopy(from, valueAt, block, length, valueEnd - valueAt);
      length += valueEnd - valueAt;
      close(start, start + nameLength);
      return this;
    }

    public Builder addAll(Headers other) {
      for (int i = 0; i < other.size(); i++) {
        addField(other, i);
      }
      return this;
    }

    /// Adds field `i` of another block without decoding it.
    public Builder addField(Headers other, int i) {
      int start = length;
      int from = other.offsets[i * PARTS];
      room(other.offsets[i * PARTS + 2] + 2 - from);
      length = other.copyField(i, block, length);
      int nameEnd = start + other.offsets[i * PARTS + 1] - from;
      mark(start, nameEnd, length - 2);
      return this;
    }

    public Builder set(String name, String value) {
      return remove(name).add(name, value);
    }

    public boolean contains(String name) {
      return indexOf(block, offsets, parts, name) >= 0;
    }

    public Builder remove(String name) {
      if (!contains(name)) {
        return this;
      }
      Headers now = new Headers(block, Arrays.copyOf(offsets, parts));
      Builder kept = builder();
      for (int i = 0; i < now.size(); i++) {
        if (!now.isNamed(i, name)) {
          kept.addField(now, i);
        }
      }
      block = kept.block;
      length = kept.length;
      offsets = kept.offsets;
      parts = kept.parts;
      return this;
    }

    public Headers build() {
      if (parts == 0) {
        return NONE;
      }
      return new Headers(Arrays.copyOf(block, length), Arrays.copyOf(offsets, parts));
    }

    private void close(int start, int nameEnd) {
      int valueEnd = length;
      block[length++] = '\r';
      block[length++] = '\n';
      mark(start, nameEnd, valueEnd);
    }

    private void mark(int start, int nameEnd, int valueEnd) {
      if (parts + PARTS > offsets.length) {
        offsets = Arrays.copyOf(offsets, offsets.length * 2);
      }
      offsets[parts++] = start;
      offsets[parts++] = nameEnd;
      offsets[parts++] = valueEnd;
    }

    private void room(int more) {
      if (length + more > block.length) {
        block = Arrays.copyOf(block, Math.max(block.length * 2, length + more));
      }
    }

    private static char checked(char c) {
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException("a header with a line break or NUL");
      }
      return c;
    }
  }
}
