/** Tells a password manager whose password the fields below are. Nobody else needs it. */
export function UsernameForManagers(props: { email: string }) {
  return (
    <input
      type="email"
      name="username"
      value={props.email}
      readOnly
      autoComplete="username"
      tabIndex={-1}
      aria-hidden="true"
      className="sr-only"
    />
  )
}
