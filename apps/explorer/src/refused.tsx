/** An address that names nothing. */
export function Refused({ why }: { readonly why: string }) {
  return (
    <div class="refused page" role="alert">
      <h1>This address leads nowhere</h1>
      <p>{why}</p>
      <p>
        <a href="#/">To the table and the list of scenarios</a>
      </p>
    </div>
  );
}
