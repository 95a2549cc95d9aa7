// The text of --help.

export const usage = `Usage: conformance [run] --target mock [options]
       conformance list [--json]

Runs the same checks against the mock and against a real Okta org.

Options of run:
  --target mock            a mock of its own in this process
  --profile P,…            basic implicit hybrid config formpost logout okta service client
  --only ID,…              these checks, or all of a topic: --only token
  --skip ID,…              not these
  --seed TEXT              the same made-up values in every run
  --help                   this text
  --version                the version

Exit codes: 0 all as expected; 1 a failure; 2 usage or configuration; 3 could not decide; 4 stopped by a safety rule; 130 interrupted.
`
