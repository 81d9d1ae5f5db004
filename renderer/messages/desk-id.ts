/** Words of the desk: listening field, identity, form, today, status strip. */
export const deskId = {
  title: 'Loket',
}
