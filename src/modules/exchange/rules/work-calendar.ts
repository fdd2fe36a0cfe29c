import { getFestival, isWorkday } from 'chinese-workday';
import { type Calendar, ordinary } from './timer.ts';

/** Years whose holidays 国务院办公厅 has announced and the library carries; it guesses all others. */
const FIRST_YEAR = 2011;
const LAST_YEAR = 2026;

/** The statutory calendar as the product knows it; a day of any other year follows the ordinary week and is not known. */
export const statutoryCalendar: Calendar = (day) => {
  const year = Number(day.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return { ...ordinary(day), known: false };
  const works = isWorkday(day);
  const name = getFestival(day);
  return { works, name: works && ordinary(day).works ? '' : works ? '调休上班' : name, known: true };
};
