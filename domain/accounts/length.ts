/** How long a password is, in characters as a person counts them. */
export const leastCharacters = 12
export const mostCharacters = 200
