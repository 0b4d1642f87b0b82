import graphene


class User(graphene.ObjectType):
    id = graphene.ID(required=True)
    email = graphene.String(required=True)
