package dev.agentgateway.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;

/// Bytes as they come, told line by line.
final class Lines implements AsyncBody.Consumer<List<ByteBuffer>> {

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<String> told;

  Lines(Consumer<String> told) {
    this.told = told;
  }

  @Override
  public void consume(List<ByteBuffer> buffers, AsyncBody body) {
    for (ByteBuffer buffer : buffers) {
      while (buffer.hasRemaining()) {
        byte next = buffer.get();
        if (next == '\n') {
          end();
        } else {
          line.write(next);
        }
      }
    }
    body.consume();
  }

  /// Tells what stands without a line's end.
  void end() {
    if (line.size() > 0) {
      String text = line.toString(UTF_8);
      line.reset();
      told.accept(text);
    }
  }
}
