package dev.agentgateway.app.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// The version of this program, written by the build.
public final class Version {

  private Version() {}

  public static String current() {
    try (InputStream in =
        Version.class.getResourceAsStream("/dev/agentgateway/app/version.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
