package dev.agentgateway.app.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentgateway.config.Compiled;
import dev.agentgateway.config.Configuration;
import dev.agentgateway.config.Options;
import dev.agentgateway.config.sources.Documents;
import dev.agentgateway.config.sources.EnvironmentReferences;
import dev.agentgateway.config.sources.FileSource;
import dev.agentgateway.config.sources.FileWatch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The resources in files: read, compiled, told about, and read again when they change.
public final class FileResources implements ResourceSource {

  private static final Logger LOG = LoggerFactory.getLogger(FileResources.class);

  private final FileSource source;
  private final Options options;
  private volatile Documents documents;
  private volatile Compiled compiled;
  private @Nullable FileWatch watch;

  private FileResources(FileSource source, Options options) {
    this.source = source;
    this.options = options;
    this.documents = source.read();
    this.compiled = Configuration.compile(documents, options, null);
  }

  /// Reads and compiles. This never fails: what is wrong is among the problems.
  ///
  /// @param files files and folders; `-` is the standard input
  /// @param services `NAME.NAMESPACE:PORT` of Services that exist without being written
  public static FileResources read(List<String> files, Set<String> services) {
    return new FileResources(
        new FileSource(files, System.in, new EnvironmentReferences(System.getenv())),
        Options.DEFAULT.withServices(services));
  }

  /// Compiles a text as if it stood in a file.
  public static FileResources of(String yaml, Map<String, String> environment) {
    return new FileResources(
        new FileSource(
            List.of(FileSource.STANDARD_INPUT),
            new ByteArrayInputStream(yaml.getBytes(UTF_8)),
            new EnvironmentReferences(environment)),
        Options.DEFAULT);
  }

  /// As they were read last.
  public Documents documents() {
    return documents;
  }

  @Override
  public Compiled compiled() {
    return compiled;
  }

  @Override
  public synchronized void follow(Taking changed) throws StartException {
    try {
      watch = FileWatch.start(source, documents -> take(documents, changed));
    } catch (IOException e) {
      throw new StartException("files cannot be watched: " + e.getMessage());
    }
  }

  @Override
  public void tell() {
    Tidings.tell(compiled);
  }

  @Override
  public synchronized void close() {
    try {
      if (watch != null) {
        watch.close();
      }
    } catch (IOException e) {
      LOG.warn("files are still watched: {}", e.getMessage());
    }
  }

  private void take(Documents read, Taking changed) {
    documents = read;
    Compiled before = compiled;
    Compiled now = Configuration.compile(documents, options, before);
    compiled = now;
    Tidings.tellChange(before, now);
    changed.take();
  }
}
