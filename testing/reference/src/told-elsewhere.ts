import {
  DeclarationReflection,
  type ProjectReflection,
  type Reflection,
  ReflectionKind,
  ReflectionType,
} from 'typedoc'

/**
 * The members that need no comment of their own, by their full names: those of an object type without
 * a name that is a part of another type, as a variant of a union is, or what a function returns. The
 * comment of whatever has that type tells of them. The members of an object type that is a whole
 * property (options in options) or a whole alias need one each.
 */
export function toldElsewhere(project: ProjectReflection): string[] {
  const bare = project
    .getReflectionsByKind(ReflectionKind.Property)
    .filter((member) => !member.hasComment() && isPartOfAType(member))
  return [...new Set(bare.map((member) => member.getFriendlyFullName()))]
}

function isPartOfAType(member: Reflection): boolean {
  const places = placesOf(member)
  // TypeDoc asks for nothing in a parameter.
  if (places.some((place) => place.kindOf(ReflectionKind.Parameter))) return false
  return places.some((place) => place.kindOf(ReflectionKind.TypeLiteral) && !isWholeType(place))
}

function placesOf({ parent }: Reflection): Reflection[] {
  return parent === undefined ? [] : [parent, ...placesOf(parent)]
}

function isWholeType(literal: Reflection): boolean {
  const owner = literal.parent
  return (
    owner instanceof DeclarationReflection &&
    owner.type instanceof ReflectionType &&
    owner.type.declaration === literal
  )
}
