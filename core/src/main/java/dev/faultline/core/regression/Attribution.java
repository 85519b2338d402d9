package dev.faultline.core.regression;

/** What a degradation is put down to. */
public enum Attribution {
  /** It began with an injected fault. */
  EXPLAINED,
  /** It followed from another degradation that a fault explains. */
  CASCADE,
  /** Several faults could have caused it. */
  AMBIGUOUS,
  /** It was there before any fault. */
  PRE_EXISTING,
  /** No injected fault explains it. */
  UNEXPLAINED
}
