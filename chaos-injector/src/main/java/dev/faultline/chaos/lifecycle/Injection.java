package dev.faultline.chaos.lifecycle;

import java.util.Optional;

/**
 * One fault in the hands of its driver. The lifecycle calls {@link #inject} once, asks for the
 * {@link #effect} until there is one, calls {@link #heal} until that is done, and asks for the
 * {@link #absence} until it is seen. No method waits for something to come or to go: a driver that
 * works by requests and status sends the request, returns, and answers from the status it last saw.
 *
 * <p>All calls come from one thread.
 */
public interface Injection {

  /**
   * Begins the side effect. It may exist from the moment of the call, even when this throws.
   *
   * @throws DriverException when it cannot be done
   */
  void inject() throws DriverException;

  /**
   * Evidence that the target feels the fault, for people, observed since {@link #inject}; empty
   * while there is none.
   *
   * @throws DriverException when it has become certain that there will be none
   */
  Optional<String> effect() throws DriverException;

  /**
   * Undoes the side effect; allowed at any time and any number of times, before {@link #inject}
   * too.
   *
   * @return whether it is undone; otherwise the undo is under way and the call is to be repeated
   * @throws DriverException when it could not be undone; the call is worth repeating
   */
  boolean heal() throws DriverException;

  /**
   * Evidence that the target no longer feels the fault, for people, observed since {@link #heal};
   * empty while there is none.
   *
   * @throws DriverException when it has become certain that there will be none
   */
  Optional<String> absence() throws DriverException;
}
