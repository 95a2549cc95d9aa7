// The mark on top of the pages: a ring, plain enough to be nobody's logo.

export const mark =
  '<div class="mark"><svg viewBox="0 0 64 64" role="img" aria-label="mockta"><circle cx="32" cy="32" r="22"/></svg></div>'
