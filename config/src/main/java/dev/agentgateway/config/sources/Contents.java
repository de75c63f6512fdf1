package dev.agentgateway.config.sources;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Fault.Severity;
import dev.agentgateway.schema.Position;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// What all files held at one time.
///
/// @param faults of what could not be read
/// @param digest the same for the same contents
record Contents(List<Content> contents, List<Fault> faults, String digest) {

  /// Contents while they are gathered, never more than [FileSource#BYTES_MAX].
  static final class Gathering {

    private final List<Content> contents = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private long bytes;

    void add(Content content) {
      if (bytes + content.bytes().length > FileSource.BYTES_MAX) {
        String message =
            "more than %d bytes in all (expected: less)".formatted(FileSource.BYTES_MAX);
        add(new Fault(Severity.ERROR, "", new Position(content.source(), 1, 1), message, ""));
        return;
      }
      bytes += content.bytes().length;
      contents.add(content);
    }

    void add(Fault fault) {
      faults.add(fault);
    }

    Contents whole() {
      MessageDigest sha = sha256();
      for (Content content : contents) {
        part(sha, content.source().getBytes(UTF_8));
        part(sha, content.bytes());
      }
      faults.forEach(fault -> part(sha, fault.toString().getBytes(UTF_8)));
      return new Contents(
          List.copyOf(contents), List.copyOf(faults), HexFormat.of().formatHex(sha.digest()));
    }

    private static void part(MessageDigest sha, byte[] bytes) {
      sha.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
      sha.update(bytes);
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
