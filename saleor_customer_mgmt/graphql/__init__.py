"""The GraphQL adapter: types, queries and mutations over services and selectors."""
