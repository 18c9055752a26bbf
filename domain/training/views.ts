/** Who came to an event by its list, each person once. */
export interface EventAttendanceView {
  readonly persons: number;
  readonly women: number;
  readonly men: number;
  /** Persons of whom the list does not say whether they are women or men. */
  readonly unknown: number;
  /** Lines of the list beyond the persons: somebody stands on it more than once. */
  readonly repeated: number;
}
