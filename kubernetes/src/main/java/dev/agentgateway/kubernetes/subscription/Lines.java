package dev.agentgateway.kubernetes.subscription;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.kubernetes.distribution.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Lines of a stream, each at most as long as the protocol allows.
final class Lines {

  private final InputStream in;
  private final byte[] buffer = new byte[16 * 1024];
  private int at;
  private int end;

  Lines(InputStream in) {
    this.in = in;
  }

  /// Null at the end. What stands there without an end of line was cut, and is no line.
  @Nullable String next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      if (line.size() > Wire.LINE_BYTES_MAX) {
        throw new IOException("a line of more than %d bytes".formatted(Wire.LINE_BYTES_MAX));
      }
      if (at < end) {
        at++;
        return line.toString(UTF_8);
      }
      at = 0;
      end = Math.max(0, in.read(buffer));
      if (end == 0) {
        return null;
      }
    }
  }
}
