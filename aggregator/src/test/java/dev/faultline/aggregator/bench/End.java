package dev.faultline.aggregator.bench;

/** How somebody else sees that a contender has done its work, and whether it did all of it. */
interface End {

  /** The next pass is about to begin. */
  void mark();

  /** Waits a little; true when the work is done. */
  boolean reached();

  /** Throws when something of the work is not done. */
  void verify();

  /** The contender itself knows best. */
  End TOLD =
      new End() {
        @Override
        public void mark() {}

        @Override
        public boolean reached() {
          return true;
        }

        @Override
        public void verify() {}
      };
}
