package dev.agentgateway.config.sources;

import dev.agentgateway.schema.Fault;
import dev.agentgateway.schema.Node;
import dev.agentgateway.schema.Position;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads YAML and JSON streams of resources.
///
/// A stream is cut at its `---` lines before it is parsed, as kubectl does, so one broken document
/// does not hide the others.
public final class YamlReader {

  /// Of one file or stream.
  public static final int STREAM_BYTES_MAX = 32 << 20;

  /// Of one document; an API server takes no more in a request.
  public static final int DOCUMENT_CHARS_MAX = 3 << 20;

  private static final char BOM = '\ufeff';

  private YamlReader() {}

  /// @param source what positions call it
  public static Documents read(String source, byte[] bytes) {
    if (bytes.length > STREAM_BYTES_MAX) {
      return broken(source, 1, 1, tooLong("file", bytes.length, STREAM_BYTES_MAX, "bytes"));
    }
    Charset charset = charset(bytes);
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      Lines lines = Lines.of(text.toString());
      return broken(
          source,
          lines.count(),
          lines.lastLength() + 1,
          "bytes that are not %s (expected: text in UTF-8)".formatted(charset.name()));
    }
    return read(source, text.toString());
  }

  public static Documents read(String source, String text) {
    String bare = !text.isEmpty() && text.charAt(0) == BOM ? text.substring(1) : text;
    List<Document> documents = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    for (Piece piece : Piece.cut(bare)) {
      if (piece.text().length() > DOCUMENT_CHARS_MAX) {
        faults.add(
            fault(
                new Position(source, piece.line(), 1),
                tooLong("document", piece.text().length(), DOCUMENT_CHARS_MAX, "characters")));
        continue;
      }
      YamlTree tree = new YamlTree(source, piece);
      for (Node root : tree.read()) {
        DocumentHead head = new DocumentHead(faults);
        head.read(root, documents);
      }
      faults.addAll(tree.faults());
    }
    return new Documents(documents, faults);
  }

  private static Charset charset(byte[] bytes) {
    if (bytes.length >= 2 && bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff) {
      return StandardCharsets.UTF_16BE;
    }
    if (bytes.length >= 2 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe) {
      return StandardCharsets.UTF_16LE;
    }
    return StandardCharsets.UTF_8;
  }

  private static String tooLong(String what, int length, int max, String unit) {
    return "a %s of %d %s (expected: at most %d)".formatted(what, length, unit, max);
  }

  private static Documents broken(String source, int line, int column, String message) {
    return new Documents(List.of(), List.of(fault(new Position(source, line, column), message)));
  }

  private static Fault fault(Position at, String message) {
    return new Fault(Fault.Severity.ERROR, "", at, message, "");
  }

  /// How far a text goes.
  private record Lines(int count, int lastLength) {

    static Lines of(String text) {
      int count = 1 + (int) text.chars().filter(c -> c == '\n').count();
      return new Lines(count, text.length() - 1 - text.lastIndexOf('\n'));
    }
  }
}
