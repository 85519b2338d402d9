package dev.faultline.generator.driver.sql;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes what a client says to PostgreSQL. Each method adds one message to the buffer.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">PostgreSQL's
 *     message formats</a>
 */
record Frontend(ByteBuf out) {

  private static final int PROTOCOL_3 = 3 << 16;
  private static final int TLS = 1234 << 16 | 5679;
  private static final int CANCEL = 1234 << 16 | 5678;

  /** How many bytes stand for a value that is absent. */
  private static final int WHATEVER_COLUMNS = 0;

  /** A buffer to write into. */
  static Frontend begin() {
    return new Frontend(Unpooled.buffer(256));
  }

  /** Who comes, and where to. */
  Frontend startUp(String user, String database) {
    int from = beginLength();
    out.writeInt(PROTOCOL_3);
    text("user").text(user);
    text("database").text(database);
    text("client_encoding").text("UTF8");
    text("application_name").text("faultline");
    out.writeByte(0);
    return endLength(from);
  }

  /** Asks whether to go on over TLS. */
  Frontend askForTls() {
    int from = beginLength();
    out.writeInt(TLS);
    return endLength(from);
  }

  /** Asks, over a connection of its own, that what another one does be stopped. */
  Frontend cancel(int processId, int secretKey) {
    int from = beginLength();
    out.writeInt(CANCEL).writeInt(processId).writeInt(secretKey);
    return endLength(from);
  }

  /** A password, in the clear or hashed. */
  Frontend password(String password) {
    int from = begin('p');
    text(password);
    return endLength(from);
  }

  /** First words of an exchange by SASL. */
  Frontend saslInitial(String mechanism, String first) {
    int from = begin('p');
    text(mechanism);
    sized(first);
    return endLength(from);
  }

  /** Further words of it. */
  Frontend saslAnswer(String next) {
    int from = begin('p');
    out.writeCharSequence(next, StandardCharsets.UTF_8);
    return endLength(from);
  }

  /** Has a statement parsed; the types of its parameters are the server's to find out. */
  Frontend parse(String name, String sql) {
    int from = begin('P');
    text(name).text(sql);
    out.writeShort(0);
    return endLength(from);
  }

  /** Gives a statement its parameters, as text, and wants results as text. */
  Frontend bind(String name, List<String> parameters) {
    int from = begin('B');
    text("").text(name);
    out.writeShort(0);
    out.writeShort(parameters.size());
    parameters.forEach(this::sized);
    out.writeShort(WHATEVER_COLUMNS);
    return endLength(from);
  }

  /** Asks what columns the rows of what was bound have. */
  Frontend describe() {
    int from = begin('D');
    out.writeByte('P');
    text("");
    return endLength(from);
  }

  /** Has what was bound done, and all its rows sent. */
  Frontend execute() {
    int from = begin('E');
    text("");
    out.writeInt(0);
    return endLength(from);
  }

  /** Has a statement forgotten, also when there is none. */
  Frontend forget(String name) {
    int from = begin('C');
    out.writeByte('S');
    text(name);
    return endLength(from);
  }

  /** Ends what takes effect as one. */
  Frontend sync() {
    return endLength(begin('S'));
  }

  /** There is nothing to copy from. */
  Frontend copyFail() {
    int from = begin('f');
    text("nothing to copy");
    return endLength(from);
  }

  /** Good bye. */
  Frontend terminate() {
    return endLength(begin('X'));
  }

  private int begin(char type) {
    out.writeByte(type);
    return beginLength();
  }

  private int beginLength() {
    int from = out.writerIndex();
    out.writeInt(0);
    return from;
  }

  private Frontend endLength(int from) {
    out.setInt(from, out.writerIndex() - from);
    return this;
  }

  private Frontend text(String text) {
    out.writeCharSequence(text, StandardCharsets.UTF_8);
    out.writeByte(0);
    return this;
  }

  private void sized(String text) {
    out.writeInt(ByteBufUtil.utf8Bytes(text));
    out.writeCharSequence(text, StandardCharsets.UTF_8);
  }
}
