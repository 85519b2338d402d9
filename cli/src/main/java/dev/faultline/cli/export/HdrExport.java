package dev.faultline.cli.export;

import dev.faultline.aggregator.export.IntervalLog;
import dev.faultline.aggregator.export.Latency;
import dev.faultline.aggregator.export.PercentileFile;
import dev.faultline.cli.replay.BadRecordingException;
import dev.faultline.cli.replay.RecordedWindows;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the latencies of a recorded run as HdrHistogram's files, four for each series: response
 * and service time, each in two formats. Windows go through it one by one; what it keeps is one
 * histogram for each distribution.
 */
public final class HdrExport {

  private final ExportFolder folder;
  private final Set<Format> formats;
  private final Selection selection;
  private final long startMicros;
  private final FileNames names = new FileNames();
  private final Map<Series, List<SeriesFile>> files = new LinkedHashMap<>();
  private long windows;
  private long results;
  private long saturated;

  private HdrExport(
      ExportFolder folder, Set<Format> formats, Selection selection, long startMicros) {
    this.folder = folder;
    this.formats = formats;
    this.selection = selection;
    this.startMicros = startMicros;
  }

  /**
   * Writes the files of the selected series.
   *
   * @param run read to its end
   * @param out the folder for the files; made when it is not there
   * @throws BadRecordingException when the recording cannot be read
   * @throws ExportRefusedException when that cannot be exported, or not to there
   * @throws IOException when writing failed in the midst; no file was changed
   */
  public static Exported write(
      RecordedWindows run, Path out, Set<Format> formats, Selection selection)
      throws BadRecordingException, ExportRefusedException, IOException {
    Optional<WindowStats> window = run.next();
    if (window.isEmpty()) {
      throw new ExportRefusedException(run.runId(), "it has no windows", "a run with load");
    }
    try (ExportFolder folder = ExportFolder.open(out)) {
      HdrExport export =
          new HdrExport(folder, EnumSet.copyOf(formats), selection, window.get().startMicros());
      while (window.isPresent()) {
        export.add(window.get());
        window = run.next();
      }
      return export.end();
    }
  }

  private void add(WindowStats window) throws ExportRefusedException {
    Series series = window.series();
    if (!files.containsKey(series)) {
      files.put(series, begin(series));
    }
    if (selection.includes(series)) {
      files.get(series).forEach(file -> file.add(window));
      windows++;
      results += window.completed();
      for (Latency latency : Latency.values()) {
        saturated += latency.of(window).saturated();
      }
    }
  }

  /** A series that nobody wants takes its name too: a file is called the same in every export. */
  private List<SeriesFile> begin(Series series) throws ExportRefusedException {
    String name = names.of(series);
    List<SeriesFile> begun = new ArrayList<>();
    if (selection.includes(series)) {
      for (Latency latency : Latency.values()) {
        for (Format format : formats) {
          begun.add(begin(name, series, latency, format));
        }
      }
    }
    return begun;
  }

  private SeriesFile begin(String name, Series series, Latency latency, Format format)
      throws ExportRefusedException {
    String fileName = name + "." + latency.word() + format.extension();
    return switch (format) {
      case HLOG -> {
        ExportFile file = folder.begin(fileName, IntervalLog.heading(latency, series));
        yield new SeriesFile.Intervals(
            latency, new IntervalLog(file.out(), latency, series, startMicros));
      }
      case HGRM -> {
        ExportFile file = folder.begin(fileName, PercentileFile.heading(latency, series));
        yield new SeriesFile.Percentiles(latency, series, file, new LatencyHistogram());
      }
    };
  }

  private Exported end() throws ExportRefusedException, IOException {
    selection.check(files.keySet());
    files.values().forEach(each -> each.forEach(SeriesFile::end));
    long exported = files.keySet().stream().filter(selection::includes).count();
    return new Exported(folder.publish(), exported, windows, results, saturated);
  }
}
