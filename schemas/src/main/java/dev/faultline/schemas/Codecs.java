package dev.faultline.schemas;

import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.WindowRecord;

/** The codecs of the topics. */
final class Codecs {

  static final Codec<RunEvent> RUN_EVENT = null;
  static final Codec<ResultRecord> RESULT = null;
  static final Codec<FaultRecord> FAULT = null;
  static final Codec<WindowRecord> WINDOW = null;
  static final Codec<RegressionEvent> REGRESSION = null;
  static final Codec<RunVerdict> VERDICT = null;

  private Codecs() {}
}
