package dev.agentgateway.apiserver.store;

import dev.agentgateway.apiserver.documents.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The file behind a store: SQLite with a write-ahead log, and a lock held as long as it is open.
///
/// A commit is in the operating system's hands before it is acknowledged, so the end of this
/// process loses nothing; a loss of power may lose the last moments, never the file.
final class StoreFile implements AutoCloseable {

  private final FileChannel lockFile;
  private final FileLock lock;
  private final Connection connection;
  private final PreparedStatement put;
  private final PreparedStatement remove;
  private final PreparedStatement mark;

  private StoreFile(FileChannel lockFile, FileLock lock, Connection connection)
      throws SQLException {
    this.lockFile = lockFile;
    this.lock = lock;
    this.connection = connection;
    this.put =
        connection.prepareStatement(
            "insert into objects (resource, namespace, name, revision, body) values (?, ?, ?, ?, ?)"
                + " on conflict (resource, namespace, name)"
                + " do update set revision = excluded.revision, body = excluded.body");
    this.remove =
        connection.prepareStatement(
            "delete from objects where resource = ? and namespace = ? and name = ?");
    this.mark = connection.prepareStatement("update meta set revision = ?");
  }

  static StoreFile open(Path folder) {
    FileChannel lockFile = null;
    try {
      Files.createDirectories(folder);
      Path lockPath = folder.resolve("api.lock");
      lockFile = FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(lockFile);
      if (lock == null) {
        lockFile.close();
        throw new StoreFailure(
            "the store in "
                + folder
                + " is used by another process; stop it, or name another folder");
      }
      Path file = folder.resolve("api.db");
      if (!Files.exists(file)
          && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file.toAbsolutePath());
      prepare(connection);
      return new StoreFile(lockFile, lock, connection);
    } catch (IOException | SQLException failed) {
      closeQuietly(lockFile);
      throw new StoreFailure(
          "the store in " + folder + " cannot be opened: " + failed.getMessage(), failed);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  private static void closeQuietly(@Nullable FileChannel file) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException alsoFailed) {
      // The first failure is the one that is told.
      return;
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = wal");
      statement.execute("pragma synchronous = normal");
      statement.execute("pragma busy_timeout = 5000");
      statement.execute(
          "create table if not exists objects (resource text not null, namespace text not null,"
              + " name text not null, revision integer not null, body blob not null,"
              + " primary key (resource, namespace, name)) without rowid");
      statement.execute("create table if not exists meta (revision integer not null)");
      statement.execute("insert into meta select 1 where not exists (select 1 from meta)");
    }
    connection.setAutoCommit(false);
  }

  long revision() {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("select revision from meta")) {
      return found.next() ? found.getLong(1) : 1;
    } catch (SQLException failed) {
      throw failed("read", failed);
    }
  }

  void readAll(Consumer<Stored> objects) {
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "select resource, namespace, name, revision, body from objects")) {
      while (found.next()) {
        byte[] json = found.getBytes(5);
        objects.accept(
            Stored.of(
                new Key(found.getString(1), found.getString(2), found.getString(3)),
                found.getLong(4),
                json,
                Json.ours(json)));
      }
    } catch (SQLException failed) {
      throw failed("read", failed);
    }
  }

  void put(Stored stored) {
    try {
      bind(put, stored.key());
      put.setLong(4, stored.revision());
      put.setBytes(5, stored.json());
      put.executeUpdate();
      commit(stored.revision());
    } catch (SQLException failed) {
      throw rolledBack(failed);
    }
  }

  void remove(Key key, long revision) {
    try {
      bind(remove, key);
      remove.executeUpdate();
      commit(revision);
    } catch (SQLException failed) {
      throw rolledBack(failed);
    }
  }

  private static void bind(PreparedStatement statement, Key key) throws SQLException {
    statement.setString(1, key.resource());
    statement.setString(2, key.namespace());
    statement.setString(3, key.name());
  }

  private void commit(long revision) throws SQLException {
    mark.setLong(1, revision);
    mark.executeUpdate();
    connection.commit();
  }

  private StoreFailure rolledBack(SQLException failed) {
    try {
      connection.rollback();
    } catch (SQLException alsoFailed) {
      failed.addSuppressed(alsoFailed);
    }
    return failed("written", failed);
  }

  private static StoreFailure failed(String what, SQLException cause) {
    return new StoreFailure("the store cannot be " + what + ": " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    try (lockFile;
        lock) {
      put.close();
      remove.close();
      mark.close();
      connection.close();
    } catch (SQLException | IOException failed) {
      throw new StoreFailure("the store cannot be closed: " + failed.getMessage(), failed);
    }
  }
}
