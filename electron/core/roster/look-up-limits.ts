/** No family is larger; a number that stands for nobody, all zeros or nines, may be on thousands. */
export const FAMILY_LIMIT = 50
export const SEARCH_LIMIT = 20
