package dev.agentgateway.telemetry.log;

import dev.agentgateway.telemetry.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// One JSON object a line, for log stores.
final class JsonLine implements Line, Fields.Sink {

  private final JsonGenerator json;
  private final Fields fields = new Fields(this);

  JsonLine(OutputStream out) {
    json =
        JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .rootValueSeparator("")
            .build()
            .createGenerator(ObjectWriteContext.empty(), out);
  }

  @Override
  public void write(Outcome outcome, Instant now) throws IOException {
    try {
      json.writeStartObject();
      text("level", "info");
      text("time", now.toString());
      text("scope", "request");
      fields.tell(outcome);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      json.flush();
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void text(String name, String value) {
    json.writeStringProperty(name, Line.cut(value));
  }

  @Override
  public void number(String name, long value) {
    json.writeNumberProperty(name, value);
  }

  @Override
  public void number(String name, double value) {
    json.writeNumberProperty(name, value);
  }
}
