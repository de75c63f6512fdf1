package dev.agentgateway.llm;

import dev.agentgateway.http.Failure;
import dev.agentgateway.http.Headers;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A streamed answer on its way into the client's format: bytes in, bytes out, one step a piece.
///
/// ```
/// on* ─▶ end()          the upstream ended; says by itself whether that was a complete stream
///     └▶ fail(failure)  the upstream was cut, stalled or lied
/// ```
///
/// Between any two calls [#facts] tells what is known so far. Once `facts().failure()` is set the
/// bytes that were returned include the error event and nothing more is taken.
public interface StreamReply {

  /// Status and headers for the client.
  int status();

  Headers headers();

  /// Takes a piece of the upstream's body. Returns what goes to the client now, maybe nothing, or
  /// null when that piece is to go on as it is.
  byte @Nullable [] on(ByteBuffer piece);

  /// The upstream ended its body.
  byte[] end();

  /// The rest is lost. Returns an error event in the client's dialect, never a normal end.
  byte[] fail(Failure failure);

  /// Whether the stream's own last event has come: what breaks afterwards takes nothing with it.
  default boolean isWhole() {
    return false;
  }

  /// Bytes for a silence: a comment or a ping that the client's format allows at this point.
  byte[] ping();

  /// Whether content has been returned for the client, so that another provider cannot start anew.
  boolean hasContent();

  ReplyFacts facts();

  /// The facts once nothing more comes, however the stream ended: a usage that the upstream did not
  /// tell is estimated by what was seen.
  default ReplyFacts lastFacts() {
    return facts();
  }
}
