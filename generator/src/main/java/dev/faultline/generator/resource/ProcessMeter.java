package dev.faultline.generator.resource;

import dev.faultline.core.plan.ResourceSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a process of this machine uses, as Linux tells in its folder in {@code /proc}:
 *
 * <pre>
 * stat    fields 14 and 15: CPU time in user and in kernel mode, in hundredths of a second;
 *         field 20: threads; field 22: when it began, by which a successor with the same number is
 *         told apart
 * statm   field 2: resident pages of 4 KiB
 * fd/     an entry for each open file
 * </pre>
 *
 * Field 2 of {@code stat} is a name in brackets that may hold anything: fields are counted from the
 * last bracket on. CPU is that since the look before, so the first look at a process has none.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ProcessMeter implements Meter {

  private static final double TICKS_PER_SECOND = 100;
  private static final double PAGE_BYTES = 4096;

  private record Cpu(String process, String began, long ticks, long atMicros) {}

  private final Proc proc;
  private final ResourceSource.Process source;
  private Optional<Cpu> before = Optional.empty();

  ProcessMeter(Proc proc, ResourceSource.Process source) {
    this.proc = proc;
    this.source = source;
  }

  @Override
  public Map<String, Double> look(long atMicros) throws NotSeenException {
    Path process = proc.find(source);
    Map<String, Double> values = new HashMap<>();
    try {
      String stat = read(process, "stat");
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      addCpu(values, new Cpu(process.toString(), fields[19], ticks, atMicros));
      values.put("threads", Double.valueOf(fields[17]));
      values.put("rss", Long.parseLong(read(process, "statm").split(" ")[1]) * PAGE_BYTES);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw new NotSeenException("the process is gone");
    }
    openFiles(process).ifPresent(count -> values.put("open_files", (double) count));
    return values;
  }

  private void addCpu(Map<String, Double> values, Cpu now) {
    before
        .filter(last -> last.process().equals(now.process()) && last.began().equals(now.began()))
        .filter(last -> last.atMicros() < now.atMicros())
        .ifPresent(
            last ->
                values.put(
                    "cpu",
                    (now.ticks() - last.ticks())
                        / TICKS_PER_SECOND
                        * 1e6
                        / (now.atMicros() - last.atMicros())));
    before = Optional.of(now);
  }

  /** Empty when it is another user's, whose files nobody else may list. */
  private static Optional<Integer> openFiles(Path process) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      int count = 0;
      for (Path _ : files) {
        count++;
      }
      return Optional.of(count);
    } catch (IOException | DirectoryIteratorException notToBeListed) {
      return Optional.empty();
    }
  }

  private static String read(Path process, String file) throws IOException {
    return Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1).strip();
  }
}
