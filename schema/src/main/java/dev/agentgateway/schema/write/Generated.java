package dev.agentgateway.schema.write;

import dev.agentgateway.schema.MemberTable;
import dev.agentgateway.schema.shape.Shapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// All files that are written from a program's kinds, by their paths below `schema/generated`.
public record Generated(Map<String, String> files) {

  public Generated {
    files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
  }

  public static Generated of(List<KindDoc> kinds, MemberTable table, Descriptions descriptions) {
    Shapes shapes = new Shapes(table);
    CrdWriter crds = new CrdWriter(shapes, descriptions);
    JsonSchemaWriter schemas = new JsonSchemaWriter(shapes, descriptions);
    ReferenceWriter pages = new ReferenceWriter(shapes, descriptions);
    Map<String, String> files = new TreeMap<>();
    for (KindDoc kind : kinds) {
      if (kind.ownership() == KindDoc.Ownership.OURS) {
        files.put("crds/" + kind.resource() + ".yaml", crds.write(kind));
      }
      files.put("json/" + kind.resource() + ".json", schemas.write(kind));
      files.put("reference/" + kind.resource() + ".md", pages.write(kind));
    }
    files.put("json/resources.json", schemas.writeAll(kinds));
    return new Generated(files);
  }

  /// Files in the folder that differ, are missing, or should not be there.
  public List<String> stale(Path folder) throws IOException {
    TreeSet<String> stale = new TreeSet<>(present(folder));
    stale.removeAll(files.keySet());
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      if (!Files.exists(path) || !Files.readString(path).equals(file.getValue())) {
        stale.add(file.getKey());
      }
    }
    return new ArrayList<>(stale);
  }

  /// Makes the folder hold these files and no others.
  public void write(Path folder) throws IOException {
    for (String file : present(folder)) {
      if (!files.containsKey(file)) {
        Files.delete(folder.resolve(file));
      }
    }
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static List<String> present(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .toList();
    }
  }
}
